import { createApp } from "vue";
import { ElButton, ElForm, ElFormItem, ElInput } from "element-plus";
import "element-plus/dist/index.css";
import App from "./App.vue";

createApp(App).use(ElForm).use(ElFormItem).use(ElInput).use(ElButton).mount("#app");
